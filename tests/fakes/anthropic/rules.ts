import type { Request } from "./contract.ts";

/** What the API's documentation says that it answers with a 400 although the types allow it. */
export function semanticComplaints(body: Request, headers: Record<string, unknown>): string[] {
  return [
    ...headerRules(headers),
    ...modelRules(body),
    ...messageRules(body),
    ...citationRules(body),
    ...formatRules(body),
  ];
}

function headerRules(headers: Record<string, unknown>): string[] {
  return headers["anthropic-version"] ? [] : ["anthropic-version: header is required"];
}

function modelRules(body: Request): string[] {
  const found: string[] = [];
  const fixed = /^claude-(?:sonnet|opus)-5-5/.test(body.model);
  if (body.max_tokens < 1) found.push("max_tokens: must be at least 1");
  if (body.thinking?.type === "enabled" && /-5/.test(body.model.replace(/-4-5/, "")))
    found.push("thinking: enabled is not supported for this model");
  if (body.thinking?.type === "disabled" && fixed)
    found.push('To turn thinking off on this model, send "thinking": {"type": "between_tools"}');
  if (fixed && (body.tool_choice?.type === "any" || body.tool_choice?.type === "tool"))
    found.push('tool_choice: type "tool" and "any" are not supported for this model.');
  if (body.output_config?.effort && /-(?:haiku|sonnet)-4-5/.test(body.model))
    found.push("output_config.effort: not supported for this model");
  const marks = JSON.stringify(body).split('"cache_control":{').length - 1;
  if (marks > 4) found.push("cache_control: at most 4 blocks");
  for (const tool of body.tools ?? [])
    if ("name" in tool && !/^[a-zA-Z0-9_-]{1,128}$/.test(tool.name)) found.push("tools: bad name");
  return found;
}

function messageRules(body: Request): string[] {
  const found: string[] = [];
  if (body.messages[0]?.role !== "user") found.push("messages: first message must use the user role");
  if (body.messages.at(-1)?.role === "assistant")
    found.push("messages: this model does not support prefilling the assistant turn");
  if (/"text":""/.test(JSON.stringify(body))) found.push("messages: text content blocks must be non-empty");
  let open: string[] = [];
  for (const message of body.messages) {
    const blocks = typeof message.content === "string" ? [] : message.content;
    if (message.content === "") found.push("messages: content must not be empty");
    const results = blocks.flatMap((b) => (b.type === "tool_result" ? [b.tool_use_id] : []));
    for (const id of open)
      if (!results.includes(id)) found.push(`messages: tool_use ${id} without tool_result after it`);
    for (const id of results)
      if (!open.includes(id)) found.push(`messages: unexpected tool_use_id ${id} in tool_result`);
    open = blocks.flatMap((b) => (b.type === "tool_use" ? [b.id] : []));
    if (open.some((id) => !/^[a-zA-Z0-9_-]+$/.test(id))) found.push("messages: bad tool_use id");
    if (
      message.role === "assistant" &&
      blocks.some((b) => b.type === "search_result" || b.type === "document")
    )
      found.push("messages: search_result and document are not allowed in the assistant turn");
    if (message.role === "user" && blocks.some((b) => b.type === "text" && (b.citations ?? []).length > 0))
      found.push("messages: citations are not allowed on user text");
  }
  return found;
}

/** Every search result of a request, in the order that `search_result_index` counts them. */
export function searchResultsIn(body: Request) {
  return body.messages.flatMap((message) =>
    (typeof message.content === "string" ? [] : message.content).flatMap((block) => {
      if (block.type === "search_result") return [block];
      if (block.type !== "tool_result" || typeof block.content === "string") return [];
      return (block.content ?? []).filter((b) => b.type === "search_result");
    }),
  );
}

/** What the grammar of structured output does not know: open objects, limits, recursion, many optional parts. */
function formatRules(body: Request): string[] {
  const schema = body.output_config?.format?.schema;
  if (!schema) return [];
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    const part: {
      readonly type?: unknown;
      readonly additionalProperties?: unknown;
      readonly properties?: object;
    } = node;
    if (part.type === "object" && part.additionalProperties !== false)
      found.push("output_config.format: additionalProperties must be false");
    for (const key of ["minimum", "maximum", "minLength", "maxLength", "maxItems", "pattern"])
      if (key in part && typeof Reflect.get(part, key) !== "object")
        found.push(`output_config.format: ${key} is not supported`);
    const names = Object.keys(part.properties ?? {});
    for (const name of names)
      if (/^(?:reasoning|thinking|scratchpad|trace)$/.test(name))
        found.push(`output_config.format: a field named ${name} is refused`);
    for (const value of Object.values(part)) walk(value);
  };
  walk(schema);
  if (JSON.stringify(schema).includes('"$ref":"#"')) found.push("output_config.format: recursion");
  return found;
}

function citationRules(body: Request): string[] {
  const found: string[] = [];
  const results = searchResultsIn(body);
  const on = results.map((r) => r.citations?.enabled === true);
  if (new Set(on).size > 1) found.push("citations: must be enabled on all search results or none");
  if (results.some((r) => r.content.length === 0)) found.push("search_result: content must not be empty");
  if (results.some((r) => r.title === "" || r.source === "")) found.push("search_result: title and source");
  if (on.includes(true) && body.output_config?.format)
    found.push("citations cannot be used together with output_config.format");
  for (const message of body.messages)
    for (const block of typeof message.content === "string" ? [] : message.content)
      if (block.type === "tool_result" && typeof block.content === "object") {
        const types = new Set(block.content.map((b) => b.type));
        if (types.has("search_result") && types.size > 1)
          found.push("tool_result: search_result cannot be mixed with other types");
      }
  return found;
}
