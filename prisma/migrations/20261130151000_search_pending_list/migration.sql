-- New entries wait in a list of at most 256 KiB, which PostgreSQL merges into the index at once: a message has about twenty
-- tokens, most of which other messages of the list have too. A search reads the list from its beginning to its end.
ALTER INDEX "message_search_tokens_idx" SET (fastupdate = on, gin_pending_list_limit = 256);
ALTER INDEX "search_word_grams_idx" SET (fastupdate = on, gin_pending_list_limit = 256);
ALTER INDEX "file_search_tokens_idx" SET (fastupdate = on, gin_pending_list_limit = 256);
