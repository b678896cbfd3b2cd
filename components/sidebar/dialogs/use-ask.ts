"use client";

import { createContext, use } from "react";
import type { Question } from "./question";

/** Opens a dialog of the room list; see `ChatDialogs`. */
export const Asking = createContext<(question: Question) => void>(() => {});

/** Returns the function that opens a dialog. */
export const useAsk = () => use(Asking);
