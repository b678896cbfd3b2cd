import { referencePage, viewerFile } from "@/lib/doors/api-reference";
import { allBut } from "@/lib/doors/rest";

type RouteContext = { params: Promise<{ file?: string[] }> };

/** The browsable reference of the API, and the files of its viewer, served from here: nothing comes from elsewhere. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { file } = await params;
  return file ? viewerFile(file.join("/")) : referencePage(request.headers.get("x-nonce") ?? "");
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allBut("GET");
