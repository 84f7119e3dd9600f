"""The English of what units wrote in Vietnamese: segments, their states, the glossary."""
