export { ConfirmForm as default } from "./confirm-form";
