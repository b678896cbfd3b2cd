"use client";

import { useSyncExternalStore } from "react";
import { isAppleKeyboard } from "./keys";

const never = () => () => {};

/** Returns whether Cmd takes the place of Ctrl. The server does not know. */
export const useIsApple = () => useSyncExternalStore(never, isAppleKeyboard, () => false);
