/** A run's signal that lets so many steps through and then ends the run, as the death of a process between two steps. */
export function endsAfter(steps: number): AbortSignal {
  const controller = new AbortController();
  let left = steps;
  const throwIfAborted = () => {
    if (left-- <= 0) throw new Error("The process died here.");
  };
  return Object.assign(controller.signal, { throwIfAborted });
}
