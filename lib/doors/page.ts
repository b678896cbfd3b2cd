import { headers } from "next/headers";
import { notFound as nextNotFound, redirect } from "next/navigation";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { readAccount } from "../domain/people/read-account";
import { readWorkspace } from "../domain/workspace/read-workspace";
import { actorOfPage } from "./actor-of";

/** Who asks for a page or acts in one: the cookie's person, or a stranger. */
export const callerOfPage = async (): Promise<Actor> => actorOfPage(new Headers(await headers()));

/** The person whose page this is. Others are sent to log in, or, where nobody has an account yet, to make the first. */
export async function currentActor(): Promise<Actor> {
  const actor = await callerOfPage();
  if (actor.sessionId && (await isSignedIn(actor))) return actor;
  const { hasPeople } = await readWorkspace(actor, {});
  redirect(hasPeople ? "/login" : "/welcome");
}

/** Whether the caller's session is alive: for pages that greet strangers and members differently. */
export async function isSignedIn(actor: Actor): Promise<boolean> {
  if (!actor.sessionId) return false;
  return readAccount(actor, {}).then(
    () => true,
    (error) => {
      if (DomainError.is(error) && error.code === "unauthenticated") return false;
      throw error;
    },
  );
}

/** What was asked for, or the page that says that there is nothing here. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error) => {
    if (DomainError.is(error) && (error.code === "not_found" || error.code === "validation_failed"))
      nextNotFound();
    throw error;
  });
}
