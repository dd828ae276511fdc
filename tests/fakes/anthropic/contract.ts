import type Anthropic from "@anthropic-ai/sdk";

/** What the installed SDK says that a streamed request and each event look like; turned into JSON schemas. */
export type Request = Anthropic.MessageCreateParamsStreaming;
export type StreamEvent = Anthropic.RawMessageStreamEvent;
