export { firstWords } from "@/lib/shared/markdown/plain-text";
