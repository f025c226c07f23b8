const READ_BY_THEN_MS = 60_000;

/** Hands a file to whoever sits here, where the host keeps downloads. */
export const downloadFile = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The host reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_THEN_MS);
};
