import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

/** A migration in `prisma/migrations`: its folder's name, and its SQL. */
export type Migration = { name: string; sql: string };

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
/** Internals of the adapter that its types do not show. Its version is pinned, and tests cover all of them. */
type Inside = Pick<Adapter, "queryRaw" | "executeScript"> & {
  client: unknown;
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>;
  onError(error: unknown): never;
};

const NOTHING_APART = { externalTables: [], externalEnums: [] };

/**
 * Loads Prisma's schema engine as WebAssembly: it downloads nothing, and leaves databases as `prisma migrate deploy`
 * does. Loading takes some 50 ms and 30 MB, so load it only when there is something to do.
 *
 * @param connection runs all statements, so that the caller can wrap them in a transaction
 */
export async function schemaEngine(connection: pg.Client) {
  await load();
  // The engine replaces the database's errors by its own, but the database's are the helpful ones.
  let refused: unknown;
  const factory = bindMigrationAwareSqlAdapterFactory(
    adapterOn(connection, (error) => {
      refused = error;
    }),
  );
  const engine = await wasm.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  return {
    /** Applies the migrations that the database does not have, in order. */
    async apply(migrations: Migration[]): Promise<void> {
      const applying = engine.applyMigrations({ migrationsList: listOf(migrations), filters: NOTHING_APART });
      await applying.catch((error: unknown) => Promise.reject(refused ?? error));
    },
    /** Returns the SQL that turns the database's tables into those of the schema; empty if they are equal. */
    async differenceTo(schema: string): Promise<string> {
      const files = [{ path: "schema.prisma", content: schema }];
      const { stdout } = await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: "." },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: NOTHING_APART,
      });
      return stdout?.includes("This is an empty migration") ? "" : (stdout ?? "");
    },
  };
}

let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...wasm } });
  const { exports } = instance as unknown as { exports: { __wbindgen_start(): void } };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  (wasm as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

function listOf(migrations: Migration[]) {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}

function adapterOn(connection: pg.Client, onRefused: (error: unknown) => void) {
  const factory = new PrismaPg({}); // Its pool never connects.
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      mend(adapter as unknown as Inside, connection, onRefused);
      return adapter;
    },
  } satisfies SqlMigrationAwareDriverAdapterFactory;
}

/**
 * Puts the adapter on our connection, and fixes two of its faults, which would break comparing, and migrations with
 * functions.
 */
function mend(adapter: Inside, connection: pg.Client, onRefused: (error: unknown) => void): void {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  const charColumns = new WeakMap<object, number[]>();
  adapter.client = connection;

  // It splits scripts at every semicolon, even inside a function. PostgreSQL takes a script whole.
  adapter.executeScript = async (script) => {
    await connection.query(script).catch((error: unknown) => {
      onRefused(error);
      adapter.onError(error);
    });
  };

  // It does not know the catalogue's type "char", which the engine expects as a character.
  adapter.performIO = async (query) => {
    const answer = await performIO(query);
    charColumns.set(answer.rows, asText(answer.fields));
    return answer;
  };
  adapter.queryRaw = async (query) => {
    const answer = await queryRaw(query);
    for (const at of charColumns.get(answer.rows) ?? []) answer.columnTypes[at] = ColumnTypeEnum.Character;
    return answer;
  };
}

const CHAR = 18;
const TEXT = 25;

/** Changes columns of type "char" to text. @returns their positions */
function asText(fields: { dataTypeID: number }[]): number[] {
  return fields.flatMap((field, at) => {
    if (field.dataTypeID !== CHAR) return [];
    field.dataTypeID = TEXT;
    return [at];
  });
}
