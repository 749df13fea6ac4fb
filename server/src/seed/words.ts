/** Everyday Brazilian small-shop talk, to fill an installation for demonstrations and benchmarks. Names are combined at random. */
export const FIRST_NAMES =
  'Ana Beatriz Bruno Caio Camila Carla Célia Daniel Débora Diego Eduarda Fábio Fernanda Gabriel Heitor Helena Igor Isabela João Jussara Kátia Larissa Leandro Lívia Lucas Luana Marcelo Marina Mateus Nádia Otávio Patrícia Paulo Rafaela Renan Rosa Sandra Sérgio Tainá Tiago Vera Vinícius Yara'.split(
    ' ',
  )
export const LAST_NAMES =
  'Almeida Alves Araújo Barbosa Batista Borges Braga Campos Cardoso Carvalho Castro Correia Costa Dias Duarte Farias Ferreira Freitas Gomes Lima Lopes Machado Martins Mendes Moreira Nogueira Nunes Oliveira Pereira Pinto Prado Ramos Ribeiro Rocha Santana Santos Silva Soares Souza Teixeira Teles Vieira'.split(
    ' ',
  )
export const ASKED = [
  'Bom dia! Vocês abrem no sábado?',
  'Oi, queria saber se tem entrega para o meu bairro',
  'Qual o valor do bolo de 2 kg?',
  'Chegou meu pedido?',
  'Pode ser no Pix?',
  'Tem sem lactose?',
  'Consigo retirar depois das 18 h?',
  'Perfeito, obrigada!',
  'Vou pensar e te falo',
  'É para 20 pessoas',
  'Mando o endereço: rua das Acácias, 120',
  'Ainda tem o de nozes?',
  'Pode trocar a data para domingo?',
  'Combinado 👍',
  'Qual o prazo?',
  'Recebi, tudo certo!',
]
export const ANSWERED = [
  'Bom dia! Abrimos das 7 h às 19 h.',
  'Entregamos sim, a taxa fica em R$ 8,00.',
  'O de 2 kg sai por R$ 168,00.',
  'Saiu agora, chega em uns 30 min.',
  'Pode sim, já te mando o código.',
  'Temos, é só avisar no pedido.',
  'Consegue, fechamos às 19 h.',
  'Nós que agradecemos!',
  'Fique à vontade, qualquer coisa é só chamar.',
  'Para 20 pessoas o de 2 kg serve bem.',
  'Anotado, obrigada!',
  'Temos dois na vitrine.',
  'Troquei para domingo, às 10 h.',
  'Fechado!',
  'De dois a três dias.',
  'Que bom! Até a próxima.',
]
