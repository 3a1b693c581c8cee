"""One calm look of our own over Qt's Fusion style: colours, fonts, icons, style sheet."""
