"use client";

import { createContext } from "react";

/**
 * Asks the user to prove who they are, and resolves to whether they did. Without a provider, a form shows the
 * `proof_needed` refusal like any other.
 */
export const AskForProof = createContext<(() => Promise<boolean>) | null>(null);
