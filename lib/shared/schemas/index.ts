// The shapes that leave the server, as schemas: the OpenAPI document and the tests of answers are made of them, and
// views.ts takes its types from here. The browser imports those types only, never this folder.

export * from "./activity";
export * from "./administration";
export * from "./emoji";
export * from "./files";
export * from "./groups";
export * from "./messages";
export * from "./notifications";
export * from "./own-rooms";
export * from "./people";
export * from "./problem";
export * from "./reminders";
export * from "./rooms";
export * from "./search";
export * from "./signing-in";
export * from "./threads";
export * from "./workspace";
