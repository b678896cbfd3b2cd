export { callsEveryone } from "@/lib/shared/mentions";
