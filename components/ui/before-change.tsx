import { Component, type ReactNode } from "react";

type BeforeChangeProps = { onBefore: () => void; children: ReactNode };

/** Calls `onBefore` right before its children change in the DOM. React has no hook for that moment. */
export class BeforeChange extends Component<BeforeChangeProps> {
  override getSnapshotBeforeUpdate() {
    this.props.onBefore();
    return null;
  }

  // React requires it together with the one above.
  override componentDidUpdate() {}

  override render() {
    return this.props.children;
  }
}
