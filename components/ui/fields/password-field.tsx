"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { IconButton } from "../icon-button";
import { Field } from "./field";

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, "type" | "end"> & {
  /** Shows its text until the button hides it. */
  isShownFirst?: boolean;
};

/** A password field with a button that shows its text. */
export function PasswordField({ isShownFirst = false, ...props }: PasswordFieldProps) {
  const t = useTranslations("password");
  const [isShown, show] = useState(isShownFirst);
  const Icon = isShown ? EyeOff : Eye;

  return (
    <Field
      {...props}
      type={isShown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      end={
        <IconButton
          label={t(isShown ? "hide" : "show")}
          aria-pressed={isShown}
          onClick={() => show(!isShown)}
        >
          <Icon size={17} aria-hidden />
        </IconButton>
      }
    />
  );
}
