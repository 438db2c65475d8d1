import "./quiet-turbo.ts"
import "@hotwired/turbo"
import { Application } from "@hotwired/stimulus"
import { leaveAnchorsToBrowser } from "./anchors.ts"
import { AutosubmitController } from "./autosubmit.ts"
import { CopyController } from "./copy.ts"
import { DoubtsController } from "./doubts.ts"
import { DraftController } from "./draft.ts"
import { keepFocus } from "./focus.ts"
import { KeepController } from "./keep.ts"
import { PairController } from "./pair.ts"
import { PasskeyController } from "./passkey.ts"
import { PasswordStrengthController } from "./password-strength.ts"
import { PopupController } from "./popup.ts"
import { ProgressController } from "./progress.ts"
import { forgetOnSignOut } from "./session.ts"
import { SubmitOnceController } from "./submit-once.ts"

const application = Application.start()
application.register("autosubmit", AutosubmitController)
application.register("copy", CopyController)
application.register("doubts", DoubtsController)
application.register("draft", DraftController)
application.register("keep", KeepController)
application.register("pair", PairController)
application.register("passkey", PasskeyController)
application.register("password-strength", PasswordStrengthController)
application.register("popup", PopupController)
application.register("progress", ProgressController)
application.register("submit-once", SubmitOnceController)

leaveAnchorsToBrowser()
keepFocus()
forgetOnSignOut()
