import "./quiet-turbo.ts"
import "@hotwired/turbo"
