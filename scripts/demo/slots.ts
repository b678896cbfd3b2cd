import type { Random } from "./random";

const OF: Record<string, readonly string[]> = {
  service: [
    "billing",
    "gateway",
    "search",
    "notifier",
    "reports",
    "accounts",
    "scheduler",
    "media",
    "exports",
  ],
  host: ["db-1", "db-2", "db-3", "app-04", "app-07", "cache-2", "queue-1", "edge-3"],
  table: ["invoice", "shipment", "event_log", "customer_note", "audit_entry", "stock_move", "session_log"],
  endpoint: [
    "/api/orders",
    "/api/search",
    "/api/export",
    "/login",
    "/api/invoices",
    "/api/files",
    "/webhooks",
  ],
  customer: [
    "Harbor & Sons",
    "Alpenrad",
    "Bluefin Ferries",
    "Kontor 17",
    "Meridian Press",
    "Osprey Air",
    "Linden Clinics",
    "Cobalt Rail",
    "Fjord Foods",
    "Juniper Bank",
    "Tessera Studio",
    "Polar Travel",
    "Granite Tools",
    "Umbra Books",
  ],
  browser: ["Safari", "Firefox", "Chrome on Android", "Edge"],
  device: ["Pixel 9", "Galaxy A55", "iPhone SE", "iPad mini", "Redmi Note 13"],
  screen: [
    "Orders",
    "Reports",
    "Invoices",
    "Team settings",
    "Search",
    "Timeline",
    "Profile",
    "Notifications",
  ],
  ekran: ["Заказы", "Отчёты", "Счета", "Настройки", "Поиск", "Профиль", "Уведомления"],
  dish: [
    "pumpkin soup",
    "mushroom risotto",
    "the good lentil curry",
    "fish pie",
    "dumplings",
    "aubergine parmigiana",
  ],
  place: ["the corner kitchen", "Marlow's", "the market hall", "the Georgian place", "Canteen 9"],
  kafe: ["Лимонад", "Хачапурная", "Две лодки", "Кухня", "У реки"],
  bludo: ["грибной суп", "пельмени", "чечевичный карри", "сырники весь день", "плов"],
  city: ["Lisbon", "Berlin", "London", "Porto", "Vienna", "Copenhagen"],
  gorod: ["Таруса", "Коломна", "Плёс", "Выборг", "Звенигород"],
  gorode: ["Казани", "Новосибирске", "Петербурге", "Москве", "Екатеринбурге"],
  book: ["The Left Hand of Darkness", "Stoner", "The Summer Book", "A Month in the Country", "Piranesi"],
  kniga: ["Лавр", "Зулейха открывает глаза", "Понедельник начинается в субботу", "Дар", "Степной волк"],
  film: ["Perfect Days", "The Worst Person in the World", "Columbus", "Kitchen Stories", "Paterson"],
  kino: ["Осенний марафон", "Служебный роман", "О чём говорят мужчины", "Аритмия"],
  game: ["Carcassonne", "Azul", "Ticket to Ride", "Codenames"],
  igra: ["Каркассон", "Азул", "Билет на поезд", "Кодовые имена", "Диксит"],
  weekday: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
  den: ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу"],
  hour: ["10:30", "11:00", "11:30", "13:00", "14:15", "15:00", "16:30"],
};

const NUMBERS: Record<string, [number, number]> = {
  n: [2, 9],
  nn: [11, 48],
  nnn: [120, 980],
  pct: [3, 24],
  ms: [40, 95],
  sec: [12, 58],
  min: [12, 48],
  pr: [1210, 1980],
};

/**
 * Returns a value for a slot of a dialogue, or undefined for an unknown slot. A digit at its end makes another value
 * of the same kind.
 */
export function slotValue(slot: string, random: Random): string | undefined {
  const name = slot.replace(/\d$/, "");
  const number = NUMBERS[name];
  if (number) return String(random.whole(...number));
  if (name === "version") return [random.whole(2, 6), random.whole(0, 28), random.whole(0, 9)].join(".");
  if (name === "ticket") return `NW-${random.whole(2000, 4900)}`;
  if (name === "money") return `${random.whole(2, 38)} ${random.whole(100, 990)}`;
  const values = OF[name];
  return values && random.pick(values);
}
