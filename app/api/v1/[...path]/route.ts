import { notFoundHandler } from "@/lib/doors/rest";

export {
  notFoundHandler as DELETE,
  notFoundHandler as GET,
  notFoundHandler as OPTIONS,
  notFoundHandler as PATCH,
  notFoundHandler as POST,
  notFoundHandler as PUT,
};
