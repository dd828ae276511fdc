/** Where Slack sends events, commands and clicks. */
export const EVENTS_PATH = "/slack/events";
