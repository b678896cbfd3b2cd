import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { refundRate, throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/database/db";
import { isPassword } from "@/lib/platform/secrets/password";
import type { RATES } from "@/lib/shared/limits";
import type { User } from "@/prisma/generated/client";
import { isKnownDevice } from "./known-device";

/** Number of accounts beside the holder that are tried for an address: the newest ones. */
const MAX_CLAIMANTS = 2;

/** Passwords checked at least for an address, so that the time does not reveal whether it has a holder. */
const MIN_CHECKS = 2;

/** Finds the accounts that a name may mean: the one with that username, or those with that address. */
export async function findByName(name: string): Promise<User[]> {
  const user = await db().user.findFirst({
    where: { OR: [{ usernameKey: name }, { formerUsernameKey: name }, { emailKey: name }], isBot: false },
  });
  if (!name.includes("@")) return user ? [user] : [];
  const others = await db().user.findMany({
    where: { emailClaim: name, emailKey: null, isBot: false },
    orderBy: { id: "desc" },
    take: MAX_CLAIMANTS,
  });
  return user ? [user, ...others] : others;
}

type CountedRate = [rate: keyof typeof RATES, key: string];

/** An account to try: whether its password may be checked, and the rates that counted the attempt. */
type LogInAttempt = {
  user: User | null;
  mayCheck: boolean;
  isKnown: boolean;
  refusal: DomainError | null;
  taken: CountedRate[];
};

/**
 * Counts an attempt and checks the password against the accounts. Wrong attempts count per address and per account. A
 * device from which the person has logged in counts separately: after RATES.loginPerAccount wrong attempts it gets
 * refusals, but the right password still logs in, up to RATES.loginPerDevice. Error: `rate_limited`.
 *
 * @returns the account with that password, or null
 */
export async function tryPassword(
  actor: Actor,
  name: string,
  password: string,
  users: User[],
): Promise<User | null> {
  const attempts = await Promise.all((users.length ? users : [null]).map((user) => count(actor, name, user)));
  const address = await countAddress(actor, attempts);
  const right = await check(attempts, password, name.includes("@") ? MIN_CHECKS : 1);
  if (right) {
    const taken = [...attempts.flatMap((one) => one.taken), ...address];
    await Promise.all(taken.map(([rate, key]) => refundRate(rate, key)));
    return right;
  }
  const refusals = attempts.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length === attempts.length) throw refusals[0];
  return null;
}

async function count(actor: Actor, name: string, user: User | null): Promise<LogInAttempt> {
  const device = `${user?.id} from ${actor.device ?? actor.address}`;
  if (user && (await isKnownDevice(db(), actor, user.id))) {
    const isOver = await take("loginPerDevice", device);
    if (!isOver) {
      const refusal = await take("loginPerAccount", device);
      return {
        user,
        mayCheck: true,
        isKnown: true,
        refusal,
        taken: [
          ["loginPerDevice", device],
          ["loginPerAccount", device],
        ],
      };
    }
  }
  const key = user?.id ?? name;
  const refusal = await take("loginPerAccount", key);
  return { user, mayCheck: refusal === null, isKnown: false, refusal, taken: [["loginPerAccount", key]] };
}

/** A known device does not suffer from strangers at its address. */
async function countAddress({ address }: Actor, attempts: LogInAttempt[]): Promise<CountedRate[]> {
  if (attempts.some(({ isKnown }) => isKnown)) return [];
  await throttle("loginPerAddress", address);
  return [["loginPerAddress", address]];
}

/** Checks all of them even if the first one is right, so that the time reveals only their number. */
async function check(attempts: LogInAttempt[], password: string, atLeast: number): Promise<User | null> {
  const checked = attempts.filter(({ mayCheck }) => mayCheck).map(({ user }) => user);
  if (checked.length === 0 && attempts.length === 1) return null;
  const rights: User[] = [];
  for (const user of checked) if ((await isPassword(password, user?.passwordHash)) && user) rights.push(user);
  for (let i = checked.length; i < atLeast; i++) await isPassword(password, null);
  return rights[0] ?? null;
}

/** Takes one attempt. @returns the refusal if none was left */
async function take(rate: keyof typeof RATES, key: string): Promise<DomainError | null> {
  return throttle(rate, key).then(
    () => null,
    (error) => {
      if (DomainError.is(error)) return error;
      throw error;
    },
  );
}
