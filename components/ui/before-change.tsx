import { Component, type ReactNode } from "react";

type Change = { onBefore: () => void; children: ReactNode };

/** Calls `onBefore` right before what is drawn in it changes on the screen. React has no hook for that moment. */
export class BeforeChange extends Component<Change> {
  override getSnapshotBeforeUpdate() {
    this.props.onBefore();
    return null;
  }

  // React wants it beside the one above.
  override componentDidUpdate() {}

  override render() {
    return this.props.children;
  }
}
