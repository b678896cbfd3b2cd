import { readCommits } from "@/lib/delivery/commit-work";
import { searchEntriesOfCommits } from "@/lib/domain/search/index/index-messages";
import { threadsOfCommits } from "@/lib/domain/threads/threads-of-commits";

/** Handles the commits so far: their messages can be found, and people are told of their threads. */
export const handleCommits = () => readCommits([searchEntriesOfCommits, threadsOfCommits]);
