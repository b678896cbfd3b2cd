-- A constant default rewrites nothing.
ALTER TABLE "message" ADD COLUMN     "checks" JSONB NOT NULL DEFAULT '[]';
