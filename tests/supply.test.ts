import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(file, "utf8");
const services = () =>
  read("docker-compose.yml")
    .split(/^services:$/m)[1]!
    .split(/^volumes:$/m)[0]!
    .split(/^ {2}(?=\w+:$)/m)
    .slice(1);

test("images are named by an exact version or a digest, and not by a tag that moves", () => {
  const images = [
    ...read("Dockerfile").matchAll(/^FROM (\S+)/gm),
    ...read("docker-compose.yml").matchAll(/^ +image: (\S+)/gm),
  ].map(([, image]) => image!);
  expect(images.length).toBeGreaterThan(4);
  for (const image of images) expect(image).toMatch(/:\d+\.\d+(\.\d+)?-[\w-]+$|@sha256:[\da-f]{64}$/);
});

test("every container drops the privileges that it does not need", () => {
  const compose = read("docker-compose.yml");
  for (const line of ["read_only: true", "cap_drop: [ALL]", 'security_opt: ["no-new-privileges:true"]'])
    expect(compose).toContain(line);
  const own = services().filter((service) => /^(app|postgres|redis|proxy):/.test(service));
  expect(own).toHaveLength(4);
  for (const service of own) expect(service).toContain("<<: *hardened");
});

test("the image runs on an LTS of Node.js, and the CI on all that are supported", () => {
  expect(read("Dockerfile").match(/^FROM node:24\./gm)).toHaveLength(2);
  expect(read(".github/workflows/ci.yml")).toContain('node: ["20.19", 22, 24]');
});
