const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True if a reference is an id (a UUID) rather than a name. */
export const isId = (value: string) => UUID.test(value);
