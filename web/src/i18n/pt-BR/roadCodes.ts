import words from '@recado/contract/road-words/pt-BR'

export default words
