import { interleave } from "./interleave";
import type { Vocabulary } from "./vocabulary";

// English words of a company's work, by how they are inflected.

const FIXED =
  "the to and a is in it of we for that on i you not this but with be can have if at so as was are do or no just from " +
  "all will there what by my me now up when they please some out about after then only before today tomorrow again why " +
  "because still yes thanks here should does how one two maybe already until soon ok never always their your our who";

const NOUNS =
  "server release test build branch file customer invoice report error deploy contract query token room message user " +
  "team meeting project plan link log issue ticket password office price order budget change feature function database " +
  "index cluster replica backup schema table column job queue worker cache timeout request response header cookie " +
  "session service container image volume network firewall certificate domain address mail template dashboard metric " +
  "alert incident outage engineer manager designer vendor supplier warehouse shipment refund payment account bank " +
  "discount campaign website page button screen keyboard laptop printer badge desk lunch holiday sprint roadmap " +
  "milestone deadline review comment patch version library package module endpoint webhook script pipeline runner " +
  "artifact registry cursor vector document folder archive interview candidate salary policy audit license";
const VERBS =
  "work look check want need open start update merge review add fix fail test ask return call join push pull restart " +
  "load reload crash expect answer wait finish handle explain confirm discuss deploy migrate rename remove clean enable " +
  "ship order print sign approve reject assign record upload download install configure schedule cancel follow";
const ADJECTIVES =
  "new slow quick ready wrong right big small green red broken stable stale main old next last first nightly local " +
  "remote public private empty full manual automatic internal external weekly urgent final quarterly available";
const PREFIXES =
  "re un pre over under inter sub super de dis mis non multi micro auto cross counter hyper proto".split(" ");
const ROOTS =
  "act form port serve press struct vert tract scribe mit duct ject spect ven rupt flect grad cede cept fer fuse lect " +
  "log loc man mark mod mov not ord pass pel pend plic pon pos quest rang rect ris sect sens sign sist solv son spir " +
  "stat strat sum tain tang tempt tend term test text therm tort trib turb val ver vis voc volv cap card chron civ cord " +
  "corp cred crypt cur cycl dem dict doc dom dyn erg fid fin firm flor frag gen geo glyph gram graph hydr kin lumin";
const SUFFIXES = [
  "er",
  "able",
  "ion",
  "ize",
  "ment",
  "ness",
  "ive",
  "or",
  "al",
  "ist",
  "ance",
  "ful",
  "less",
  "ity",
  "ate",
];

const plural = (word: string) => [word, /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`];
const conjugated = (word: string) => {
  const stem = word.replace(/e$/, "");
  return [word, `${stem}ed`, `${stem}ing`, plural(word)[1]!];
};

/** English words: each is the list of its forms, the most frequent first. */
export const ENGLISH: Vocabulary = {
  fixed: FIXED.split(" ").map((word) => [word]),
  inflected: interleave([
    NOUNS.split(" ").map(plural),
    VERBS.split(" ").map(conjugated),
    ADJECTIVES.split(" ").map((word) => [word, `${word}ly`]),
  ]),
  made: interleave(
    SUFFIXES.map((suffix) =>
      interleave(PREFIXES.map((prefix) => ROOTS.split(" ").map((root) => plural(prefix + root + suffix)))),
    ),
  ),
};
