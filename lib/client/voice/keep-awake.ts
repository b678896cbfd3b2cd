/**
 * Keeps the screen on until the returned function is called. A device that refuses (low battery, an old browser) goes
 * to sleep as usual.
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const release = () => void lock?.release().catch(() => {});

  void navigator.wakeLock?.request("screen").then(
    (granted) => {
      lock = granted;
      if (isOver) release();
    },
    () => {},
  );
  return () => {
    isOver = true;
    release();
  };
}
