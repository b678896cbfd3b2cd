-- From here on functions are defined by prisma/functions/*.sql, which are applied after the migrations. This table says
-- which of them the database has. See docs/decisions/012-functions-in-files.md.
CREATE TABLE "sql_function" (
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sql_function_pkey" PRIMARY KEY ("name")
);

-- write_messages took its place; both of its signatures stayed for processes that were still running then.
DO $$
DECLARE
    signature regprocedure;
BEGIN
    FOR signature IN
        SELECT oid::regprocedure FROM pg_proc
         WHERE proname = 'append_messages' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || signature;
    END LOOP;
END $$;
