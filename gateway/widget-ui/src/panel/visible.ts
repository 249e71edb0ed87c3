/** Whether a reader sees anything of a text; as the gateway judges it, so that the panel offers nothing that would be refused. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Zs}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}
