"use client";

import { useSyncExternalStore } from "react";
import { isAppleKeyboard } from "./keys";

const never = () => () => {};

/** Whether Cmd is where others have Ctrl; the server does not know. */
export const useIsApple = () => useSyncExternalStore(never, isAppleKeyboard, () => false);
