declare module "snowball-stemmers" {
  const factory: { newStemmer(language: "russian" | "english"): { stem(word: string): string } }
  export default factory
}
