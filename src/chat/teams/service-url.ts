/** The hosts of Teams' connector. A caller names the address that we send to, so nothing else may be one. */
const HOSTS = new Set(["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"]);
const DOMAINS = [".teams.microsoft.com", ".botframework.com"];

/** Whether a host is this machine itself. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host === "::1" ||
  host === "[::1]" ||
  /^127(?:\.\d{1,3}){3}$/.test(host) ||
  /^::ffff:127(?:\.\d{1,3}){3}$/i.test(host);

/**
 * Whether we may send to a `serviceUrl`: https to Microsoft's own hosts, or, in local mode, this machine and nothing
 * else. Any other address would make us send, with our token, to wherever a caller likes.
 */
export function isTrustedService(serviceUrl: string, local: boolean): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, port, username, password } = new URL(serviceUrl);
  if (username !== "" || password !== "") return false;
  if (local) return (protocol === "http:" || protocol === "https:") && isLoopback(hostname);
  if (protocol !== "https:" || port !== "") return false;
  return HOSTS.has(hostname) || DOMAINS.some((d) => hostname.endsWith(d));
}
