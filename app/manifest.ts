import type { MetadataRoute } from "next";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage } from "@/lib/doors/page";

/** The name and icons of an installed Parley. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const { name } = await readWorkspace(await callerOfPage(), {});

  return {
    id: "/",
    name,
    short_name: name,
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#ffffff",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
