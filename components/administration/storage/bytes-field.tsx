"use client";

import { useState } from "react";
import { Field } from "@/components/ui/fields/field";

type BytesField = {
  /** Name of the field in the form. */
  name: string;
  label: string;
  hint?: string;
  error: string | null;
  /** Bytes; null stands for an empty field. */
  value: number | null;
  /** Bytes of the unit in which the number is shown and typed. */
  unit: number;
  isRequired?: boolean;
};

/**
 * A field for a number of bytes that is shown in a larger unit. The form sends the bytes, exactly as they were while
 * nobody types, though the number shown is rounded.
 */
export function BytesField({ name, label, hint, error, value, unit, isRequired = false }: BytesField) {
  const [bytes, setBytes] = useState(value);

  return (
    <>
      <Field
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        label={label}
        hint={hint}
        error={error}
        required={isRequired}
        defaultValue={value === null ? "" : rounded(value / unit)}
        onChange={({ target }) =>
          setBytes(target.value === "" ? null : Math.round(Number(target.value) * unit))
        }
        className="tabular-nums"
      />
      <input type="hidden" name={`${name}:json`} value={JSON.stringify(bytes)} />
    </>
  );
}

const rounded = (value: number) => Math.round(value * 10) / 10;
