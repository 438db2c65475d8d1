/** Neighbouring pages of one thing. Each has its own address; addresses with their prefix already. */
export const Tabs = ({ label, tabs }: { label: string; tabs: { href: string; label: string; current: boolean }[] }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
        {tab.label}
      </a>
    ))}
  </nav>
)
