/** Why a request was stopped; the SDK reports all three as the same abort. */
export type StopCause = "user" | "deadline" | "stall";

/** Bounds everything that is done for one question in time, and remembers what ended it. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Milliseconds until the deadline, 0 when it has passed. */
  left(): number;
  /** Null while nothing was stopped. */
  cause(): StopCause | null;
  stop(cause: StopCause): void;
  /** Releases timer and listener; call it in a `finally`. */
  close(): void;
}

/** Watches until `deadline` (ms since the epoch, by `clock`) or until `user` is aborted, whichever is first. */
export function createWatch(user: AbortSignal, deadline: number, clock: () => number): Watch {
  const controller = new AbortController();
  let cause: StopCause | null = null;
  const left = () => Math.max(0, deadline - clock());
  const stop = (why: StopCause) => {
    cause ??= why;
    controller.abort();
  };
  const byUser = () => stop("user");
  if (user.aborted) byUser();
  user.addEventListener("abort", byUser);
  const timer = setTimeout(() => stop("deadline"), left());
  return {
    signal: controller.signal,
    left,
    cause: () => cause,
    stop,
    close() {
      clearTimeout(timer);
      user.removeEventListener("abort", byUser);
    },
  };
}

/** What nobody waits for any more ends in this, told apart from every failure. */
export const withdrawn = () => new DOMException("the question was withdrawn", "AbortError");

/** Resolves after `ms`, or at once when the watch stops. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
