"""First names that are hardly ever another word, for taking names out of comments.

The most frequent given names of the United States' and the United Kingdom's birth statistics over
the last century, without those that are words in their own right (Grace, Hope, Mark, May, Rose,
Will and the like); those are found only behind a title or a phrase.
"""

from __future__ import annotations

_NAMES = """
Aaron Abdul Abigail Adam Adrian Agnes Ahmed Aisha Alan Albert Alejandro Alex Alexander
Alexandra Alexis Alfred Ali Alice Alicia Alison Allison Amanda Amber Amelia Amir Amy Ana
Andrea Andrew Angela Anita Ann Anna Anne Annie Anthony Antonio Arthur Ashley Barbara
Beatrice Benjamin Bernard Beth Bethany Betty Beverly Brandon Brenda Brian Bridget Bruce
Bryan Caitlin Cameron Carl Carla Carlos Carmen Carol Caroline Carolyn Catherine Cathy
Charles Charlotte Cheryl Chloe Christian Christina Christine Christopher Cindy Claire Clara
Colin Connor Craig Crystal Cynthia Daniel Danielle Darren David Dawn Dean Deborah Debra
Denise Dennis Derek Diana Diane Diego Dominic Donald Donna Doris Dorothy Douglas Dylan Edith
Edward Edwin Eileen Elaine Eleanor Elena Eliza Elizabeth Ella Ellen Elsie Emily Emma Eric
Erin Ethan Ethel Eugene Eva Evelyn Fatima Fernando Fiona Florence Frances Francis Francisco
Frank Fred Frederick Gabriel Gail Gareth Gary Geoffrey George Georgia Gerald Gillian Gladys
Gloria Gordon Graham Greg Gregory Hannah Harold Harriet Harry Hassan Hazel Heather Helen
Henry Holly Howard Hugh Ian Ibrahim Irene Isaac Isabel Isabella Jacob Jacqueline Jake James
Jamie Jane Janet Janice Jasmine Jason Javier Jean Jeffrey Jennifer Jeremy Jerry Jesse
Jessica Jill Joan Joanna Joanne Joe John Jonathan Jordan Jorge Jose Joseph Joshua Joyce Juan
Juanita Judith Judy Julia Julian Julie Justin Karen Katherine Kathleen Kathryn Katie Keith
Kelly Kenneth Kerry Kevin Kimberly Kyle Larry Latoya Laura Lauren Lawrence Leah Leanne
Leonard Leslie Liam Linda Lindsay Lisa Lois Lorraine Louis Louise Lucas Lucy Luis Luke Lydia
Lynn Madison Malcolm Manuel Margaret Maria Marie Marilyn Mario Marjorie Martha Martin Mary
Matthew Maureen Maurice Megan Melanie Melissa Mercedes Michael Michelle Miguel Mildred
Mohammad Mohammed Molly Monica Muhammad Nancy Naomi Natalie Nathan Neil Nicholas Nicola
Nicole Nigel Noah Nora Norma Norman Oliver Olivia Omar Oscar Pamela Patricia Patrick Paul
Paula Pauline Pedro Peggy Peter Philip Phillip Phyllis Priya Rachel Rafael Ralph Raymond
Rebecca Ricardo Richard Rita Robert Roberta Roberto Roger Ronald Rosa Rosemary Roy Russell
Ruth Ryan Sally Samantha Samuel Sandra Sara Sarah Scott Sean Sergio Shannon Sharon Shaun
Shirley Simon Sophia Sophie Stanley Stella Stephanie Stephen Steve Steven Stuart Susan
Suzanne Sylvia Tamara Tanya Terence Teresa Theodore Theresa Thomas Tiffany Timothy Tina Todd
Tony Tracy Travis Trevor Tyler Valerie Vanessa Vera Veronica Vincent Virginia Walter Wanda
Wayne Wendy William Yolanda Yvonne Zachary Zainab Zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())
