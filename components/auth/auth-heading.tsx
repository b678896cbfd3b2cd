import { Mark } from "@/components/ui/mark";
import type { WorkspaceView } from "@/lib/shared/views";

type Heading = { workspace: Pick<WorkspaceView, "name" | "pictureUrl">; title: string; text?: string };

/** The heading of an authentication page: the workspace and the task. */
export function AuthHeading({ workspace, title, text }: Heading) {
  return (
    <header className="mb-5 flex flex-col gap-4">
      <div className="flex items-center gap-2.5 text-small font-semibold">
        <Mark name={workspace.name} url={workspace.pictureUrl} />
        {workspace.name}
      </div>
      <div className="flex flex-col gap-1">
        <h1 className="text-display font-semibold tracking-tight">{title}</h1>
        {text && <p className="text-ink-2">{text}</p>}
      </div>
    </header>
  );
}
