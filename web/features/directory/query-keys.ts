/* Under which the answers of this feature are kept, so that a change can ask for them again. */
export const goLivesKey = ['go-lives'];
export const stakeholdersKey = ['stakeholders'];
