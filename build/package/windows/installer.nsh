; Links of the scheme mejaaduan: open the desk. SHCTX is the registry of this user or, installed for all, of the machine.
!macro customInstall
  WriteRegStr SHCTX "Software\Classes\mejaaduan" "" "URL:Meja Aduan"
  WriteRegStr SHCTX "Software\Classes\mejaaduan" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\mejaaduan\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\mejaaduan\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

; Officers' profiles stay: they may hold work that is not sent yet. Removing them is docs/install.md, "Removing".
!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\mejaaduan"
!macroend
