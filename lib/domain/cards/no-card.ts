/** Headers by which a firewall says that it answers with a challenge instead of the page. */
const CHALLENGES = ["cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated", "x-datadome"];

const CHALLENGE_TITLES =
  /^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|robot check|security check|verify(?:ing)? you are human|please wait|checking your browser|ddos-guard|вы не робот|один момент)/i;

const LOG_IN_TITLES =
  /^(?:sign ?in|log ?in|login|log-in|sign-in|single sign-on|войти|вход|авторизация|anmelden|connexion|iniciar sesión)(?![\p{L}\p{N}])/iu;

/** Steps of paths and names of hosts by which log-in pages are known. */
const LOG_IN_STEPS =
  /^(?:log-?in|sign-?in|sso|saml2?|auth|oauth2?|authorize|accounts?|servicelogin|session|users?_sign_in|sign_in|login\.\w+)$/i;
const LOG_IN_HOSTS = /^(?:login|accounts?|auth|sso|signin)\./i;

/** True if an answer is a challenge for people, not the page. */
export const isChallenge = (headers: Headers): boolean => CHALLENGES.some((name) => headers.has(name));

/** True if a title says that the page is a challenge, or a log-in. */
export const isWallTitle = (title: string): boolean => {
  const words = title.trim();
  return CHALLENGE_TITLES.test(words) || (LOG_IN_TITLES.test(words) && words.length <= 80);
};

/** True if a link led to the log-in of a site instead of its page. */
export function isLogInWall(posted: URL, reached: URL): boolean {
  if (posted.href === reached.href || isLogIn(posted)) return false;
  return isLogIn(reached);
}

const isLogIn = ({ hostname, pathname }: URL) =>
  LOG_IN_HOSTS.test(hostname) || pathname.split("/").some((step) => LOG_IN_STEPS.test(step));
