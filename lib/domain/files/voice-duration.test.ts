import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { uploadFile } from "@/tests/support/files";
import { secondsOfSound } from "@/tests/support/sound";
import { person } from "@/tests/support/world";

testDatabase();

test("a voice message keeps the length and waveform that its recorder measured", async () => {
  const voice = { isVoice: true, duration: 2.5, waveform: [0, 50, 100] };
  const recorded = await uploadFile(await person(), secondsOfSound(1), "voice.wav", voice);
  expect(recorded).toMatchObject(voice);
});

test("a voice message of which nobody measured the length has that of its bytes", async () => {
  const voice = await uploadFile(await person(), secondsOfSound(2), "voice.wav", { isVoice: true });
  expect(voice.duration).toBeCloseTo(2, 1);
});

test("another recording has the length of its bytes, whatever its uploader said", async () => {
  const song = await uploadFile(await person(), secondsOfSound(3), "song.wav", { duration: 99 });
  expect(song.duration).toBeCloseTo(3, 1);
});
