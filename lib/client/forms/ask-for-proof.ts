"use client";

import { createContext } from "react";

/**
 * Asks the reader to confirm that it is them, and gives whether they did. Where nothing above provides it, a form that is
 * refused for want of such a proof says so like any other refusal.
 */
export const AskForProof = createContext<(() => Promise<boolean>) | null>(null);
