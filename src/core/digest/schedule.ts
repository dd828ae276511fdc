import { Cron } from "croner";

export const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
export type Day = (typeof DAYS)[number];

/** How often; `at` is a time of the day such as "09:00", by the clocks of the schedule's zone. */
export type Cadence =
  | { readonly kind: "daily" | "weekdays"; readonly at: string }
  | { readonly kind: "weekly"; readonly day: Day; readonly at: string }
  | { readonly kind: "cron"; readonly line: string };

export interface Schedule {
  readonly cadence: Cadence;
  /** IANA time zone: "Europe/London". */
  readonly zone: string;
}

/** More often than this nobody reads it. */
const LEAST_MS = 3_600_000;

/** The five fields that a cadence means. */
function lineOf(cadence: Cadence): string {
  if (cadence.kind === "cron") return cadence.line;
  const [hour, minute] = cadence.at.split(":").map(Number);
  const days = { daily: "*", weekdays: "1-5", weekly: "" }[cadence.kind];
  return `${minute} ${hour} * * ${cadence.kind === "weekly" ? DAYS.indexOf(cadence.day) : days}`;
}

/**
 * The first moment (ms) after `after` at which a schedule comes due. An hour that the clocks skip comes when they have gone
 * on; one that they go through twice comes once.
 */
export function nextAfter({ cadence, zone }: Schedule, after: number): number | null {
  const cron = new Cron(lineOf(cadence), { timezone: zone, paused: true, mode: "5-part" });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}

/** What is wrong with a schedule, in words for whoever wrote it; null if it can be kept. `now` decides which runs are tried. */
export function scheduleProblem(schedule: Schedule, now: number): string | null {
  if (!isZone(schedule.zone))
    return `"${schedule.zone}" is no time zone. Write it as a region and a city, for instance Europe/London or America/New_York.`;
  const { cadence } = schedule;
  if (cadence.kind === "cron" && cadence.line.trim().split(/\s+/).length !== 5)
    return `A cron line has five fields (minute, hour, day of the month, month, day of the week), for instance "0 9 * * 1". This has another number: "${cadence.line}".`;
  let at: number | null = now;
  try {
    for (let i = 0; i < 25; i++) {
      const next: number | null = nextAfter(schedule, at);
      if (next === null) return i === 0 ? "That never comes due. Take another time." : null;
      if (i > 0 && next - at < LEAST_MS) return "A digest can come once an hour at most. Take fewer times.";
      at = next;
    }
  } catch (error) {
    const what = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : String(error);
    return `The cron line can't be read: ${what}`;
  }
  return null;
}

/** Whether the platform's time zone data knows it; abbreviations and offsets do not follow the clocks, so they don't count. */
export function isZone(zone: string): boolean {
  if (!/^(?:UTC|[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** "Mondays 09:00 Europe/London", "every day at 18:30 UTC", "cron 0 9 * * 1 Asia/Tokyo". */
export function scheduleWords({ cadence, zone }: Schedule): string {
  switch (cadence.kind) {
    case "daily":
      return `every day ${cadence.at} ${zone}`;
    case "weekdays":
      return `Monday to Friday ${cadence.at} ${zone}`;
    case "weekly":
      return `${cadence.day[0]?.toUpperCase()}${cadence.day.slice(1)}s ${cadence.at} ${zone}`;
    case "cron":
      return `by the cron line ${cadence.line}, ${zone}`;
  }
}
