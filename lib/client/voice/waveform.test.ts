import { expect, test } from "vitest";
import { rng } from "@/tests/support/random";
import { barsOf, levelOf, waveformOf } from "./waveform";

test("silence is 0, full scale is 100, and half of it lies between", () => {
  expect(levelOf(new Float32Array(512))).toBe(0);
  expect(levelOf([])).toBe(0);
  expect(levelOf(new Float32Array(512).fill(1))).toBe(100);
  expect(levelOf(new Float32Array(512).fill(0.5))).toBeGreaterThan(80);
});

test("a waveform keeps the peak of each part", () => {
  expect(waveformOf([10, 100, 20, 30, 0, 50], 3)).toEqual([100, 30, 50]);
});

test("a recording with few levels has as many values", () => {
  expect(waveformOf([100, 50], 64)).toEqual([100, 50]);
  expect(waveformOf([], 64)).toEqual([]);
});

test("a quiet voice fills the height, and noise does not", () => {
  expect(waveformOf([20, 40, 30])).toEqual([50, 100, 75]);
  expect(waveformOf([2, 3, 1])).toEqual([2, 3, 1]);
});

test("a waveform of any recording has at most 64 whole values from 0 to 100", () => {
  const random = rng("waveforms");
  for (let round = 0; round < 200; round++) {
    const levels = Array.from({ length: random.below(2_000) }, () => random.below(101) * 0.99);
    const waveform = waveformOf(levels);
    expect(waveform.length).toBe(Math.min(64, levels.length));
    for (const value of waveform) expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
  }
});

test("bars are as many as asked for, whatever the waveform", () => {
  expect(barsOf([], 3)).toEqual([0, 0, 0]);
  expect(barsOf([7], 3)).toEqual([7, 7, 7]);
  expect(barsOf([10, 20, 30, 40], 2)).toEqual([20, 40]);
  expect(barsOf([10, 20], 4)).toEqual([10, 10, 20, 20]);
});
