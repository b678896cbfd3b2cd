import { Select } from "@/components/ui/fields/select";
import { SettingRow } from "./setting-row";

type SettingSelectProps<Value extends string> = {
  label: string;
  hint?: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
};

/** A row of settings with one of several values. */
export function SettingSelect<Value extends string>({
  label,
  hint,
  value,
  options,
  onChoose,
}: SettingSelectProps<Value>) {
  return (
    <SettingRow label={label} {...(hint !== undefined && { hint })}>
      <Select
        aria-label={label}
        look="filter"
        value={value}
        options={options}
        onChoose={(chosen) => onChoose(chosen as Value)}
      />
    </SettingRow>
  );
}
