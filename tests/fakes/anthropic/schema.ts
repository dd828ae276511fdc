import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { z } from "zod";

/** Complaints of the vendor's own types about a request or an event; empty when it holds. */
export interface ContractCheck {
  request(body: unknown): string[];
  event(event: unknown): string[];
}

const Schemas = z.object({
  Request: z.record(z.string(), z.unknown()),
  StreamEvent: z.record(z.string(), z.unknown()),
});

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const sdkVersion = () =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(root("node_modules/@anthropic-ai/sdk/package.json"), "utf8"))).version;

/** Reads the types of the installed SDK, once for each version of it: that takes two seconds. */
export function loadContract(): ContractCheck {
  const schemas = cached(root("node_modules/.cache/compute-deals"), `messages-api-${sdkVersion()}.json`);
  const ajv = new Ajv({ strict: false, allErrors: false });
  const request = ajv.compile(schemas.Request);
  const event = ajv.compile(schemas.StreamEvent);
  return { request: complaints(request), event: complaints(event) };
}

function cached(folder: string, file: string): z.infer<typeof Schemas> {
  const path = `${folder}/${file}`;
  try {
    return Schemas.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    const made = generate();
    mkdirSync(folder, { recursive: true });
    const own = `${path}.${process.pid}`; // several test processes may write at once: the rename decides
    writeFileSync(own, JSON.stringify(made));
    renameSync(own, path);
    return made;
  }
}

function generate(): z.infer<typeof Schemas> {
  const generator = createGenerator({
    path: root("tests/fakes/anthropic/contract.ts"),
    tsconfig: root("tsconfig.json"),
    skipTypeCheck: true,
    additionalProperties: false,
  });
  return Schemas.parse({
    Request: generator.createSchema("Request"),
    StreamEvent: generator.createSchema("StreamEvent"),
  });
}

const complaints =
  (validate: ValidateFunction) =>
  (value: unknown): string[] =>
    validate(value)
      ? []
      : (validate.errors ?? []).map((e) => `${e.instancePath || "body"} ${e.message ?? ""}`);
